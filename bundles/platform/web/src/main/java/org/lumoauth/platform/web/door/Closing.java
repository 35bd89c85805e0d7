package org.lumoauth.platform.web.door;

import org.osgi.service.component.annotations.Component;

/** Whether the door takes new requests: not any more once the server is being stopped. */
@Component(service = Closing.class)
public final class Closing {
  private volatile boolean begun;

  /** Takes no request from now on. */
  void begin() {
    begun = true;
  }

  /** Whether the server is being stopped. */
  public boolean begun() {
    return begun;
  }
}
