/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.code;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores device codes (256 random bits, used by the device) and user codes (entered by the user). A
 * device code refers to a user code, which refers to the request.
 */
@Component(service = DeviceCodeStore.class)
public final class DeviceCodeStore {

  static final String DEVICE = "device-code";
  static final String USER = "device-user-code";

  /** How long an expired code is stored, so that the device receives {@code expired_token}. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(10);

  /** How long a redeemed code is stored to detect that it is used again. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final int TRIES = 10;

  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * The codes of a new request.
   *
   * @param deviceCode the code that only the device knows
   * @param userCode the code that the user enters
   */
  public record IssuedDeviceCode(String deviceCode, UserCode userCode) {
    @Override
    public String toString() {
      return "Issued[]";
    }
  }

  @Activate
  public DeviceCodeStore(
      @Reference ShortLivedRecordStore store,
      @Reference SecretProtectionService vault,
      @Reference InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /** Issues codes for a request. */
  public IssuedDeviceCode issue(
      TenantContext tenant, DeviceAuthorizationRequest request, Duration interval) {
    Instant known = request.expiresAt().plus(AFTERWARDS);
    UserCode userCode = userCode(tenant, request, known);
    String deviceCode = vault.newSecret();
    store.add(
        tenant,
        DEVICE,
        deviceCode,
        new DevicePollState(
            request.clientId(),
            userCode.text(),
            interval,
            Optional.empty(),
            request.expiresAt(),
            false),
        known);
    return new IssuedDeviceCode(deviceCode, userCode);
  }

  /**
   * Returns the request of a user code, including decided and expired requests while they are
   * stored.
   */
  public Optional<ShortLivedRecord<DeviceAuthorizationRequest>> findRequest(
      TenantContext tenant, UserCode code) {
    return store.find(tenant, USER, code.text(), DeviceAuthorizationRequest.class);
  }

  /** Stores a decision. If several decisions compete, exactly one call returns true. */
  public boolean answer(
      TenantContext tenant,
      ShortLivedRecord<DeviceAuthorizationRequest> was,
      DeviceAuthorizationRequest is) {
    return store.replace(tenant, was, is, is.expiresAt().plus(AFTERWARDS));
  }

  /** Returns the current time of the store's clock. */
  public Instant now() {
    return clock.instant();
  }

  Optional<ShortLivedRecord<DevicePollState>> findPollState(
      TenantContext tenant, String deviceCode) {
    return store.find(tenant, DEVICE, deviceCode, DevicePollState.class);
  }

  /** Stores the time of a polling request; false if the device polled concurrently. */
  boolean recordPoll(
      TenantContext tenant, ShortLivedRecord<DevicePollState> was, DevicePollState is) {
    return store.replace(tenant, was, is, is.expiresAt().plus(AFTERWARDS));
  }

  /** Marks a device code as used. If several requests redeem it, exactly one call returns true. */
  boolean redeem(TenantContext tenant, ShortLivedRecord<DevicePollState> code) {
    return store.replace(tenant, code, code.value().redeemed(), now().plus(REMEMBERED));
  }

  private UserCode userCode(
      TenantContext tenant, DeviceAuthorizationRequest request, Instant known) {
    for (int i = 0; i < TRIES; i++) {
      UserCode code = UserCode.random(random);
      if (store.add(tenant, USER, code.text(), request, known)) {
        return code;
      }
    }
    throw new IllegalStateException(
        "No unused user code was found."); // There are 25.6 billion user codes.
  }
}
