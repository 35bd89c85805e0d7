package org.lumoauth.agents.ssf.outbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Tells those who deliver that something may wait. */
@Component(service = Arrivals.class)
public final class Arrivals {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  @Activate
  public Arrivals() {
    // Nothing is needed.
  }

  /** Adds somebody who is quick. */
  public void tell(Runnable listener) {
    listeners.add(listener);
  }

  /** Takes them away. */
  public void forget(Runnable listener) {
    listeners.remove(listener);
  }

  /** Something may wait. */
  public void happened() {
    listeners.forEach(Runnable::run);
  }
}
