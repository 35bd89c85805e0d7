/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class MagicLinkRevocationListenerContractTest extends DomainEventListenerContract {
  private final MagicLinkFixture fixture = new MagicLinkFixture();
  private final String secret = fixture.sent();

  @Override
  protected DomainEventListener listener() {
    return fixture.ends;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(
        "subject.disabled", MagicLinkFixture.ACME.id(), MagicLinkFixture.ADA_REF.id());
  }

  @Override
  protected void disableTenant() {
    fixture.served.disable(MagicLinkFixture.ACME);
  }

  @Override
  protected boolean hasActed() {
    return !fixture.method.isValidLink(MagicLinkFixture.ACME, secret);
  }
}
