/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Notifies the delivery components of new queued events. */
@Component(service = EventDeliveryNotifier.class)
public final class EventDeliveryNotifier {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  @Activate
  public EventDeliveryNotifier() {
    // No dependencies.
  }

  /** Registers a listener that must return without blocking. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  /** Signals that events may be queued. */
  public void signal() {
    listeners.forEach(Runnable::run);
  }
}
