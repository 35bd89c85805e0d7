package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientSource;
import org.lumoauth.api.tenant.TenantContext;

/** What every {@link ClientSource} does. */
public abstract class ClientSourceContract {

  /** The provider. */
  protected abstract ClientSource source();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** The id of a confidential client. */
  protected abstract String clientId();

  /** Its secret. */
  protected abstract String secret();

  /** A tenant that does not have the client. */
  protected TenantContext anotherTenant() {
    return Hostile.stranger();
  }

  @Test
  void findsAClientByItsId() {
    assertEquals(
        Optional.of(clientId()), source().find(tenant(), clientId()).map(Client::clientId));
  }

  @Test
  void doesNotFindClientsOfAnotherTenant() {
    assertEquals(Optional.empty(), source().find(anotherTenant(), clientId()));
  }

  @Test
  void comparesIdentifiersByteForByte() {
    for (String id : Hostile.lookalikes(clientId())) {
      assertEquals(Optional.empty(), source().find(tenant(), id), id);
    }
  }

  @Test
  void findsNothingForWhatIsNoIdentifier() {
    for (String id : Hostile.identifiers()) {
      assertEquals(Optional.empty(), source().find(tenant(), id), id);
      assertFalse(source().verifySecret(tenant(), id, secret()), id);
    }
  }

  @Test
  void recognizesTheSecret() {
    assertTrue(source().verifySecret(tenant(), clientId(), secret()));
  }

  @Test
  void refusesWhatIsNotTheSecret() {
    for (String other : Hostile.identifiers()) {
      assertFalse(source().verifySecret(tenant(), clientId(), other), other);
    }
    for (String other : Hostile.lookalikes(secret())) {
      assertFalse(source().verifySecret(tenant(), clientId(), other));
    }
    assertFalse(source().verifySecret(tenant(), clientId(), secret().substring(1)));
  }

  @Test
  void refusesTheSecretInAnotherTenant() {
    assertFalse(source().verifySecret(anotherTenant(), clientId(), secret()));
  }

  @Test
  void answersManyThreadsAlike() {
    Load.assertSameFromManyThreads(
        true, () -> source().verifySecret(tenant(), clientId(), secret()));
  }

  @Test
  void answersFromMemory() {
    var source = source();
    var tenant = tenant();
    var id = clientId();
    Load.assertQuick(() -> source.find(tenant, id));
  }
}
