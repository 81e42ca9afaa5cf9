import { COMMENT, quoteJson } from './escaping.ts'
import { provenance, sampleNotice } from './format.ts'
import type { CopiedImage, FormatWriter } from './format.ts'
import { PLAN_PLACEHOLDER } from './terraform.ts'

/** The template of one language: `head`, one `call` per image, `tail`. */
type SdkLanguage = {
  comment: (text: string) => string
  head: readonly string[]
  call: (regionId: string, imageId: string) => string
  indent: string
  tail: readonly string[]
}

const WARNING = 'Each call of createServer buys a server.'

/** Formats a program that buys one server per image. Outside comments, only region and image ID are inserted. */
function sdkWriter({ comment, head, call, indent, tail }: SdkLanguage): FormatWriter {
  return (images, context) => {
    const callOf = (image: CopiedImage) => [
      comment(provenance(image, context)),
      call(quoteJson(image.regionId), quoteJson(image.imageId)),
    ]
    const body = [...sampleNotice(context).map(comment), ...images.flatMap(callOf)]
    return [...head, ...body.map((line) => `${indent}${line}`), ...tail, ''].join('\n')
  }
}

/** TypeScript for the official SDK 4.0.0. */
export const writeTypescript = sdkWriter({
  comment: COMMENT.slashes,
  head: [
    '// npm install @alicloud/swas-open20200601 @alicloud/openapi-core @alicloud/credentials',
    `// Compile to CommonJS with esModuleInterop. ${WARNING}`,
    "import Credential from '@alicloud/credentials'",
    "import { $OpenApiUtil } from '@alicloud/openapi-core'",
    "import Client, { CreateInstancesRequest } from '@alicloud/swas-open20200601'",
    '',
    'async function createServer(regionId: string, imageId: string) {',
    '  const client = new Client(',
    '    new $OpenApiUtil.Config({',
    '      credential: new Credential(),',
    '      endpoint: `swas.${regionId}.aliyuncs.com`,',
    '      readTimeout: 15000,',
    '    }),',
    '  )',
    '  const { body } = await client.createInstances(',
    `    new CreateInstancesRequest({ regionId, imageId, planId: '${PLAN_PLACEHOLDER}', period: 1, amount: 1 }),`,
    '  )',
    '  return body?.instanceIds',
    '}',
    '',
    'async function main() {',
  ],
  call: (regionId, imageId) => `console.log(await createServer(${regionId}, ${imageId}))`,
  indent: '  ',
  tail: ['}', '', 'main()'],
})

/**
 * Python. The first two lines contain no image data, because a comment there could set the file's encoding (PEP 263).
 */
export const writePython = sdkWriter({
  comment: COMMENT.hash,
  head: [
    '# pip install alibabacloud_swas_open20200601 alibabacloud_credentials',
    `# ${WARNING.replace('createServer', 'create_server')}`,
    'from alibabacloud_credentials.client import Client as CredentialClient',
    'from alibabacloud_swas_open20200601 import models',
    'from alibabacloud_swas_open20200601.client import Client',
    'from alibabacloud_tea_openapi.models import Config',
    '',
    '',
    'def create_server(region_id, image_id):',
    '    client = Client(',
    '        Config(',
    '            credential=CredentialClient(),',
    '            endpoint=f"swas.{region_id}.aliyuncs.com",',
    '            read_timeout=15000,',
    '        )',
    '    )',
    '    request = models.CreateInstancesRequest(',
    '        region_id=region_id,',
    '        image_id=image_id,',
    `        plan_id="${PLAN_PLACEHOLDER}",`,
    '        period=1,',
    '        amount=1,',
    '    )',
    '    return client.create_instances(request).body.instance_ids',
    '',
    '',
  ],
  call: (regionId, imageId) => `print(create_server(${regionId}, ${imageId}))`,
  indent: '',
  tail: [],
})

/** Go for `github.com/alibabacloud-go/swas-open-20200601/v3`. */
export const writeGo = sdkWriter({
  comment: COMMENT.slashes,
  head: [
    `// ${WARNING}`,
    'package main',
    '',
    'import (',
    '\t"fmt"',
    '\t"log"',
    '',
    '\topenapiutil "github.com/alibabacloud-go/darabonba-openapi/v2/utils"',
    '\tswas "github.com/alibabacloud-go/swas-open-20200601/v3/client"',
    '\t"github.com/alibabacloud-go/tea/tea"',
    '\t"github.com/aliyun/credentials-go/credentials"',
    ')',
    '',
    'func createServer(regionID, imageID string) {',
    '\tcredential, err := credentials.NewCredential(nil)',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tclient, err := swas.NewClient(&openapiutil.Config{',
    '\t\tCredential:  credential,',
    '\t\tEndpoint:    tea.String("swas." + regionID + ".aliyuncs.com"),',
    '\t\tReadTimeout: tea.Int(15000),',
    '\t})',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tresponse, err := client.CreateInstances(&swas.CreateInstancesRequest{',
    '\t\tRegionId: tea.String(regionID),',
    '\t\tImageId:  tea.String(imageID),',
    `\t\tPlanId:   tea.String("${PLAN_PLACEHOLDER}"),`,
    '\t\tPeriod:   tea.Int32(1),',
    '\t\tAmount:   tea.Int32(1),',
    '\t})',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tfmt.Println(tea.StringSliceValue(response.Body.InstanceIds))',
    '}',
    '',
    'func main() {',
  ],
  call: (regionId, imageId) => `createServer(${regionId}, ${imageId})`,
  indent: '\t',
  tail: ['}'],
})

/** Java for `com.aliyun:swas_open20200601`. */
export const writeJava = sdkWriter({
  comment: COMMENT.slashes,
  head: [
    '// Maven: com.aliyun:swas_open20200601',
    `// ${WARNING}`,
    'import com.aliyun.swas_open20200601.Client;',
    'import com.aliyun.swas_open20200601.models.CreateInstancesRequest;',
    'import com.aliyun.teaopenapi.models.Config;',
    'import java.util.List;',
    '',
    'public class CreateServer {',
    '    static List<String> createServer(String regionId, String imageId) throws Exception {',
    '        Config config = new Config()',
    '                .setCredential(new com.aliyun.credentials.Client())',
    '                .setEndpoint("swas." + regionId + ".aliyuncs.com")',
    '                .setReadTimeout(15000);',
    '        CreateInstancesRequest request = new CreateInstancesRequest()',
    '                .setRegionId(regionId)',
    '                .setImageId(imageId)',
    `                .setPlanId("${PLAN_PLACEHOLDER}")`,
    '                .setPeriod(1)',
    '                .setAmount(1);',
    '        return new Client(config).createInstances(request).getBody().getInstanceIds();',
    '    }',
    '',
    '    public static void main(String[] arguments) throws Exception {',
  ],
  call: (regionId, imageId) => `System.out.println(createServer(${regionId}, ${imageId}));`,
  indent: '        ',
  tail: ['    }', '}'],
})
