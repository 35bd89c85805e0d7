/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.paired;

import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** A channel that the model of the same bundle requires. */
@Component(property = {"lumoauth.kind=message-channel", "lumoauth.name=paired"})
public final class PairedChannel implements MessageChannel {

  @Override
  public String medium() {
    return "email";
  }

  @Override
  public void send(TenantContext tenant, Message message) {
    // The tests send no message.
  }
}
