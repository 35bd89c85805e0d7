/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import static org.lumoauth.authn.registration.RegistrationPageFixture.ACME;
import static org.lumoauth.authn.registration.RegistrationPageFixture.ADA;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class PasswordResetRevocationListenerContractTest extends DomainEventListenerContract {
  private final RegistrationPageFixture fixture = new RegistrationPageFixture();

  PasswordResetRevocationListenerContractTest() {
    fixture.post(fixture.forgot, "identifier", ADA);
  }

  @Override
  protected DomainEventListener listener() {
    return fixture.ends;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.disabled", ACME.id(), aUserRef().id());
  }

  @Override
  protected void disableTenant() {
    fixture.served.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return fixture.get(fixture.reset, fixture.token()).status() == 410;
  }
}
