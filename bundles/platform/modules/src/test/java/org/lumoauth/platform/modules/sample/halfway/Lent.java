/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.halfway;

import org.lumoauth.api.message.MessageChannel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** For modules that send messages; the bundle's own work needs none. */
@Component(service = Lent.class, property = "lumoauth.for-others:Boolean=true")
public final class Lent {
  @Activate
  public Lent(@Reference MessageChannel channel) {}
}
