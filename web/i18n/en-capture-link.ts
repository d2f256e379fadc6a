// A link that needs a capture, in words: the page has to say it before any capture is opened.
export const CAPTURE_LINK = {
  linkWith: (name: string) => `This link was made with ${name}.`,
  linkSays: 'Captures do not travel in links. Open your copy, or go on with evenly spaced packets.',
  goOn: 'Go on without',
} as const;
