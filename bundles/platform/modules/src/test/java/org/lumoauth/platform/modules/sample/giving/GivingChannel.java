/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.giving;

import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** A channel that others need. */
@Component(property = {"lumoauth.kind=message-channel", "lumoauth.name=giving"})
public final class GivingChannel implements MessageChannel {

  @Override
  public String medium() {
    return "email";
  }

  @Override
  public void send(TenantContext tenant, Message message) {
    // Nobody reads it.
  }
}
