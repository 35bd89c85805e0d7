/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.clock;

import java.time.Instant;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The server's clock as a service. A component that needs the time has a constructor parameter
 * {@code @Reference InstantSource clock}, so that its tests construct it in the same way with a
 * clock of their own.
 */
@Component(service = InstantSource.class)
public final class SystemClockService implements InstantSource {

  @Activate
  public SystemClockService() {
    // The operating system keeps the time.
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }
}
