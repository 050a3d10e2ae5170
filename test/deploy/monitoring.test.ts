import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { OperationNames } from '../../src/graphql/telemetry/operation-names.js';
import { ServerMetrics } from '../../src/graphql/telemetry/server-metrics.js';

interface Dashboard {
  readonly title: string;
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

interface Alerts {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly annotations: { readonly runbook: string };
    }[];
  }[];
}

const dashboard = JSON.parse(readFileSync('deploy/grafana/edgewise.json', 'utf8')) as Dashboard;
const rules = (parse(readFileSync('deploy/prometheus/alerts.yaml', 'utf8')) as Alerts).groups.flatMap(
  (group) => group.rules,
);
const metrics = new ServerMetrics(new OperationNames());
const known = new Set(metrics.names());
afterAll(() => metrics.stop());

/** Names of metrics in an expression, without what a histogram adds to its own. */
function metricsIn(expression: string): string[] {
  const names = expression.match(/\b(edgewise|nodejs|process)_[a-z0-9_]+/g) ?? [];
  return names.map((name) => (known.has(name) ? name : name.replace(/_(bucket|sum|count)$/, '')));
}

describe('The dashboard', () => {
  it('asks only for metrics that the server has, and every panel for at least one', () => {
    for (const { title, targets } of dashboard.panels) {
      const names = targets.flatMap((target) => metricsIn(target.expr));
      expect({ title, asks: names.length > 0 }).toEqual({ title, asks: true });
      expect(known).toEqual(new Set([...known, ...names]));
    }
  });

  it('shows every metric of the server at least once', () => {
    const shown = new Set(dashboard.panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr))));
    expect([...known].filter((name) => name.startsWith('edgewise_') && !shown.has(name))).toEqual([]);
  });

  it('has panels with numbers and titles of their own', () => {
    expect(new Set(dashboard.panels.map((panel) => panel.id)).size).toBe(dashboard.panels.length);
    expect(new Set(dashboard.panels.map((panel) => panel.title)).size).toBe(dashboard.panels.length);
  });
});

describe('The alerts', () => {
  it('ask only for metrics that the server has', () => {
    expect(rules.length).toBeGreaterThan(5);
    for (const { alert, expr } of rules) {
      const names = metricsIn(expr);
      expect({ alert, asks: names.length > 0 }).toEqual({ alert, asks: true });
      expect(known).toEqual(new Set([...known, ...names]));
    }
  });

  it('have each a heading in the runbook that they point to', () => {
    const headings = new Set(
      readFileSync('docs/operations.md', 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('#'))
        .map((line) => line.replace(/^#+ /, '').toLowerCase()),
    );
    for (const { alert, annotations } of rules) {
      expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`);
      expect(headings).toContain(alert.toLowerCase());
    }
  });
});
