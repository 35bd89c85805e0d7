package org.lumoauth.authn.federation.link;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody at a provider, and who that is here.
 *
 * @param id names the link in this tenant: made of provider, issuer and subject
 * @param userId the user here
 * @param provider the name of the connection
 * @param issuer who vouches
 * @param subject who it is there
 * @param email the address there, as it was when the link was made
 * @param provisioned whether the user was made for it
 * @param linkedAt since when it is known
 */
public record IdentityLink(
    String id,
    String userId,
    String provider,
    String issuer,
    String subject,
    Optional<String> email,
    boolean provisioned,
    Instant linkedAt) {}
