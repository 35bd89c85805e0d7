/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.lending;

import org.lumoauth.api.message.MessageChannel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** For modules that send messages; where nobody does, nothing is missing. */
@Component(service = Lent.class, property = "lumoauth.for-others:Boolean=true")
public final class Lent {
  private final MessageChannel channel;

  @Activate
  public Lent(@Reference MessageChannel channel) {
    this.channel = channel;
  }

  @Override
  public String toString() {
    return "messages by " + channel;
  }
}
