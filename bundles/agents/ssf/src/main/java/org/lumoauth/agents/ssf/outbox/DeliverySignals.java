package org.lumoauth.agents.ssf.outbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Tells those who deliver that something may wait. */
@Component(service = DeliverySignals.class)
public final class DeliverySignals {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  @Activate
  public DeliverySignals() {
    // Nothing is needed.
  }

  /** Adds somebody who is quick. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Takes them away. */
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  /** Something may wait. */
  public void signal() {
    listeners.forEach(Runnable::run);
  }
}
