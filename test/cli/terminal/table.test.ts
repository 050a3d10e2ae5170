import { describe, expect, it } from '@jest/globals';
import { renderTable } from '../../../src/cli/terminal/table.js';

describe('renderTable', () => {
  it('aligns columns, figures flush right, and leaves no blanks at the end of a line', () => {
    const table = renderTable(
      [{ title: 'item' }, { title: 'score', align: 'right' }, { title: 'note' }],
      [
        ['tea', '0.5', ''],
        ['🍵 matcha', '12.25', 'new'],
      ],
    );
    expect(table).toBe('item      score  note\ntea         0.5\n🍵 matcha  12.25  new\n');
  });

  it('shows the titles alone when there are no rows', () => {
    expect(renderTable([{ title: 'version' }], [])).toBe('version\n');
  });
});
