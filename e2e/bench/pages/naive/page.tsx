import { AppShell, Group, Loader, SegmentedControl, Select, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { Cards } from './cards.tsx'
import { ImageTable } from './image-table.tsx'
import type { Listed } from './listed.ts'

/** Fetches an API path. */
async function read<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { 'X-Console': '1' } })
  // The benchmark's own server sends the response, so it is trusted.
  return (await response.json()) as T // oxlint-disable-line typescript/no-unsafe-type-assertion
}

const TYPES = [
  { value: '', label: 'All' },
  { value: 'system', label: 'System' },
  { value: 'app', label: 'App' },
  { value: 'custom', label: 'Custom' },
]
const PLATFORMS = [{ value: '', label: 'Any' }, 'Linux', 'Windows']
const VIEWS = [
  { value: 'cards', label: 'Cards' },
  { value: 'table', label: 'Table' },
]
const START = new URLSearchParams(location.search).get('region') ?? 'cn-hangzhou'

/** The screen as a first draft: state in the component, every card in the document. */
export function Page() {
  const [region, setRegion] = useState(START)
  const [query, setQuery] = useState('')
  const [type, setType] = useState('')
  const [platform, setPlatform] = useState('')
  const [view, setView] = useState('cards')
  const images = useQuery({
    queryKey: ['images', region],
    queryFn: () => read<{ images: Listed[] }>(`/api/images?region=${region}`),
  })
  const found = (images.data?.images ?? []).filter(
    (image) =>
      (type === '' || image.imageType === type) &&
      (platform === '' || image.platform === platform) &&
      `${image.imageName} ${image.imageId} ${image.description}`.toLowerCase().includes(query.toLowerCase()),
  )
  const List = view === 'cards' ? Cards : ImageTable
  return (
    <AppShell header={{ height: 120 }} padding="md">
      <AppShell.Header p="md">
        <Group>
          <RegionSelect value={region} onChange={setRegion} />
          <SegmentedControl aria-label="Image type" value={type} onChange={setType} data={TYPES} />
          <SegmentedControl aria-label="Platform" value={platform} onChange={setPlatform} data={PLATFORMS} />
          <TextInput
            type="search"
            aria-label="Search images"
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <SegmentedControl aria-label="View" value={view} onChange={setView} data={VIEWS} />
          <Text>{found.length} images</Text>
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        {images.isPending && <Loader />}
        <List images={found} query={query} />
      </AppShell.Main>
    </AppShell>
  )
}

function RegionSelect({ value, onChange }: { value: string; onChange: (regionId: string) => void }) {
  const regions = useQuery({
    queryKey: ['regions'],
    queryFn: () => read<{ regions: { regionId: string; name: string }[] }>('/api/regions?lang=en-US'),
  })
  const options = regions.data?.regions.map(({ regionId, name }) => ({
    value: regionId,
    label: `${name} ${regionId}`,
  }))
  return (
    <Select
      aria-label="Region"
      searchable
      data={options ?? []}
      value={value}
      onChange={(next) => onChange(next ?? START)}
    />
  )
}
