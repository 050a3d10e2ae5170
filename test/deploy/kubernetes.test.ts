import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { SETTING_NAMES, SETTINGS } from '../../src/config/settings-table.js';

const FOLDER = 'deploy/kubernetes';

interface Container {
  readonly args: readonly string[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly env?: readonly { readonly name: string }[];
  readonly securityContext: object;
  readonly resources: { readonly requests: object; readonly limits: object };
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  readonly [probe: `${string}Probe`]: { readonly httpGet: { readonly path: string; readonly port: string } };
}

interface PodSpec {
  readonly securityContext: object;
  readonly automountServiceAccountToken: boolean;
  readonly terminationGracePeriodSeconds: number;
  readonly containers: readonly Container[];
  readonly volumes: readonly { readonly name: string }[];
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec: Readonly<Record<string, unknown>>;
}

const files = readdirSync(FOLDER).filter((name) => name !== 'kustomization.yaml');
const manifests = new Map(files.map((name) => [name, read(name) as Manifest]));

describe('The Kubernetes manifests', () => {
  it('are all named by the kustomization, and each is one object with a name', () => {
    expect((read('kustomization.yaml') as { resources: string[] }).resources.sort()).toEqual([...files].sort());
    for (const { apiVersion, kind, metadata } of manifests.values()) {
      expect(apiVersion).toMatch(/^([a-z0-9.]+\/)?v[12]$/);
      expect(kind).toMatch(/^[A-Z]\w+$/);
      expect(metadata.name).toMatch(/^edgewise/);
    }
  });

  it.each([
    ['deployment.yaml', (spec: Manifest['spec']) => spec['template']],
    [
      'refresh.yaml',
      (spec: Manifest['spec']) => (spec['jobTemplate'] as { spec: { template: unknown } }).spec.template,
    ],
  ])(
    '%s runs without root, rights or a writable root, within limits, and mounts what it declares',
    (name, template) => {
      const pod = (template(manifests.get(name)!.spec) as { spec: PodSpec }).spec;
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const container of pod.containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(Object.keys(container.resources.requests)).toEqual(['cpu', 'memory']);
        expect(Object.keys(container.resources.limits)).toContain('memory');
        expect(container.volumeMounts.map((mount) => mount.name).sort()).toEqual(
          pod.volumes.map((volume) => volume.name).sort(),
        );
      }
    },
  );

  it('give the server a start, life and readiness probe on the admin port, and time to drain', () => {
    const { spec } = manifests.get('deployment.yaml')!;
    const pod = (spec['template'] as { spec: PodSpec }).spec;
    const [server] = pod.containers;
    const ports = Object.fromEntries(server!.ports!.map((port) => [port.name, port.containerPort]));
    expect(ports).toEqual({ graphql: 4000, admin: 9464 });
    expect(server!.startupProbe?.httpGet).toEqual({ path: '/healthz', port: 'admin' });
    expect(server!.livenessProbe?.httpGet).toEqual({ path: '/healthz', port: 'admin' });
    expect(server!.readinessProbe?.httpGet).toEqual({ path: '/readyz', port: 'admin' });
    const drain = server!.env!.find((entry) => entry.name === 'EDGEWISE_DRAIN') as { value?: string } | undefined;
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(Number(drain?.value) + 5);
  });

  it('select the pods that the deployment makes', () => {
    const labels = (manifests.get('deployment.yaml')!.spec['selector'] as { matchLabels: object }).matchLabels;
    expect(manifests.get('service.yaml')!.spec['selector']).toEqual(labels);
    expect(manifests.get('disruption-budget.yaml')!.spec['selector']).toEqual({ matchLabels: labels });
    expect(manifests.get('autoscaler.yaml')!.spec['scaleTargetRef']).toMatchObject({
      kind: 'Deployment',
      name: manifests.get('deployment.yaml')!.metadata.name,
    });
  });

  it('set only variables that are settings, to values that the settings accept', () => {
    const variables = new Map(SETTING_NAMES.map((name) => [SETTINGS[name].variable as string, SETTINGS[name]]));
    for (const [name, value] of Object.entries(manifests.get('configuration.yaml')!.data!)) {
      expect(variables.get(name)?.type.parse(value)).toBeDefined();
    }
  });
});

function read(name: string): unknown {
  return parse(readFileSync(join(FOLDER, name), 'utf8'));
}
