// A panel that comes in with framer-motion, which comes with the first panel.
import { domAnimation, type HTMLMotionProps, LazyMotion, MotionConfig } from 'framer-motion';
import * as m from 'framer-motion/m';

/** A `div` that moves in; without a move where less motion is wanted. */
export function MovingPanel(props: HTMLMotionProps<'div'>) {
  return (
    <LazyMotion features={domAnimation} strict>
      <MotionConfig reducedMotion="user">
        <m.div {...props} />
      </MotionConfig>
    </LazyMotion>
  );
}
