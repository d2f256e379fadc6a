// Text whose digits run while it plays, in a box with room for as many: the page is laid out again only for more of them.

export function RunningText({ text }: { text: string }) {
  return (
    <span className="running" data-room={text.replace(/\d/g, '0')}>
      <span>{text}</span>
    </span>
  );
}
