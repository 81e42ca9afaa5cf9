import onePanel from 'simple-icons/icons/1panel.svg?raw'
import alibabacloud from 'simple-icons/icons/alibabacloud.svg?raw'
import almalinux from 'simple-icons/icons/almalinux.svg?raw'
import apachetomcat from 'simple-icons/icons/apachetomcat.svg?raw'
import centos from 'simple-icons/icons/centos.svg?raw'
import debian from 'simple-icons/icons/debian.svg?raw'
import django from 'simple-icons/icons/django.svg?raw'
import docker from 'simple-icons/icons/docker.svg?raw'
import drupal from 'simple-icons/icons/drupal.svg?raw'
import ghost from 'simple-icons/icons/ghost.svg?raw'
import gitea from 'simple-icons/icons/gitea.svg?raw'
import gitlab from 'simple-icons/icons/gitlab.svg?raw'
import grafana from 'simple-icons/icons/grafana.svg?raw'
import jellyfin from 'simple-icons/icons/jellyfin.svg?raw'
import joomla from 'simple-icons/icons/joomla.svg?raw'
import k3s from 'simple-icons/icons/k3s.svg?raw'
import matomo from 'simple-icons/icons/matomo.svg?raw'
import mongodb from 'simple-icons/icons/mongodb.svg?raw'
import mysql from 'simple-icons/icons/mysql.svg?raw'
import n8n from 'simple-icons/icons/n8n.svg?raw'
import nextcloud from 'simple-icons/icons/nextcloud.svg?raw'
import nodedotjs from 'simple-icons/icons/nodedotjs.svg?raw'
import odoo from 'simple-icons/icons/odoo.svg?raw'
import opensuse from 'simple-icons/icons/opensuse.svg?raw'
import portainer from 'simple-icons/icons/portainer.svg?raw'
import postgresql from 'simple-icons/icons/postgresql.svg?raw'
import python from 'simple-icons/icons/python.svg?raw'
import redhat from 'simple-icons/icons/redhat.svg?raw'
import redis from 'simple-icons/icons/redis.svg?raw'
import ubuntu from 'simple-icons/icons/ubuntu.svg?raw'
import uptimekuma from 'simple-icons/icons/uptimekuma.svg?raw'
import wordpress from 'simple-icons/icons/wordpress.svg?raw'

/**
 * Icons by the beginning of an image name, in lower case. The collection is CC0. Trademarks with conditions of use are
 * left out, except those listed in README.md.
 */
const ICONS: readonly (readonly [name: string, svg: string])[] = [
  ['ubuntu', ubuntu],
  ['debian', debian],
  ['centos', centos],
  ['almalinux', almalinux],
  ['opensuse', opensuse],
  ['red hat', redhat],
  ['alibaba cloud linux', alibabacloud],
  ['wordpress', wordpress],
  ['docker', docker],
  ['node.js', nodedotjs],
  ['1panel', onePanel],
  ['n8n', n8n],
  ['nextcloud', nextcloud],
  ['gitlab', gitlab],
  ['gitea', gitea],
  ['mysql', mysql],
  ['postgresql', postgresql],
  ['redis', redis],
  ['mongodb', mongodb],
  ['tomcat', apachetomcat],
  ['portainer', portainer],
  ['k3s', k3s],
  ['grafana', grafana],
  ['uptime kuma', uptimekuma],
  ['matomo', matomo],
  ['ghost', ghost],
  ['drupal', drupal],
  ['joomla', joomla],
  ['odoo', odoo],
  ['jellyfin', jellyfin],
  ['python', python],
  ['django', django],
]

/** The SVG path of a product's icon in a 24 × 24 view box; undefined if there is none. */
export function productIconPath(product: string): string | undefined {
  const name = product.toLowerCase()
  const svg = ICONS.find(([known]) => name.startsWith(known) && !/^[a-z]/.test(name.slice(known.length)))?.[1]
  return svg === undefined ? undefined : /<path d="([^"]+)"/.exec(svg)?.[1]
}
