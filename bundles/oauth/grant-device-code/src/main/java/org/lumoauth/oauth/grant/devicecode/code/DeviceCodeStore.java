package org.lumoauth.oauth.grant.devicecode.code;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Device codes, 256 random bits that a device shows to this server, and user codes, which a person
 * types: the first lead to the second, the second to what was asked for.
 */
@Component(service = DeviceCodeStore.class)
public final class DeviceCodeStore {

  static final String DEVICE = "device-code";
  static final String USER = "device-user-code";

  /** For how long after its end a code is known, so that a device is told that it is over. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(10);

  /** For how long a code is known after its use, to notice when it is used again. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final int TRIES = 10;

  private final ShortLivedRecordStore store;
  private final SecretVault vault;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * Codes just made.
   *
   * @param deviceCode for the device alone
   * @param userCode for the person
   */
  public record IssuedDeviceCode(String deviceCode, UserCode userCode) {
    @Override
    public String toString() {
      return "Issued[]";
    }
  }

  @Activate
  public DeviceCodeStore(@Reference ShortLivedRecordStore store, @Reference SecretVault vault) {
    this(store, vault, InstantSource.system());
  }

  /** With another clock, for tests. */
  public DeviceCodeStore(ShortLivedRecordStore store, SecretVault vault, InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /** Makes codes for a request. */
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

  /** The request of this user code, answered and expired ones too while they are known. */
  public Optional<ShortLivedRecord<DeviceAuthorizationRequest>> findRequest(
      TenantContext tenant, UserCode code) {
    return store.find(tenant, USER, code.text(), DeviceAuthorizationRequest.class);
  }

  /** Keeps an answer: of several who answer at once, exactly one gets true. */
  public boolean answer(
      TenantContext tenant,
      ShortLivedRecord<DeviceAuthorizationRequest> was,
      DeviceAuthorizationRequest is) {
    return store.replace(tenant, was, is, is.expiresAt().plus(AFTERWARDS));
  }

  /** What the time is for codes. */
  public Instant now() {
    return clock.instant();
  }

  Optional<ShortLivedRecord<DevicePollState>> findPollState(
      TenantContext tenant, String deviceCode) {
    return store.find(tenant, DEVICE, deviceCode, DevicePollState.class);
  }

  /** Keeps that a device asked; false if it asked twice at once. */
  boolean recordPoll(
      TenantContext tenant, ShortLivedRecord<DevicePollState> was, DevicePollState is) {
    return store.replace(tenant, was, is, is.expiresAt().plus(AFTERWARDS));
  }

  /** Marks a device code as used: of several who redeem it at once, exactly one gets true. */
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
    throw new IllegalStateException("no user code is free"); // of 25 thousand million
  }
}
