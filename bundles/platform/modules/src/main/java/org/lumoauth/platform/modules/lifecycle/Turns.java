package org.lumoauth.platform.modules.lifecycle;

import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Component;

/**
 * Lets one module operation run at a time. It is no part of {@link ModuleLifecycle}, because a
 * change of the configuration makes a new one of those while the old one may still be at work.
 */
@Component(service = Turns.class)
public final class Turns {
  private final AtomicBoolean taken = new AtomicBoolean();

  /** Takes the turn; false if somebody has it. */
  boolean take() {
    return taken.compareAndSet(false, true);
  }

  /** Gives it back. */
  void giveBack() {
    taken.set(false);
  }
}
