package org.lumoauth.authn.magiclink;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class MagicLinkRevocationListenerContractTest extends DomainEventListenerContract {
  private final Fixture fixture = new Fixture();
  private final String secret = fixture.sent();

  @Override
  protected DomainEventListener listener() {
    return fixture.ends;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.disabled", Fixture.ACME.id(), Fixture.ADA_REF.id());
  }

  @Override
  protected void disableTenant() {
    fixture.served.disable(Fixture.ACME);
  }

  @Override
  protected boolean hasActed() {
    return !fixture.method.isValidLink(Fixture.ACME, secret);
  }
}
