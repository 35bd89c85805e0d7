/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.link;

import java.time.Instant;
import java.util.Optional;

/**
 * A link between an identity at a provider and a user.
 *
 * @param id the id in this tenant, derived from provider, issuer and subject
 * @param userId the user
 * @param provider the name of the connection
 * @param issuer the issuer of the identity
 * @param subject the subject at the issuer
 * @param email the email address at the provider when the link was created
 * @param provisioned whether the user was created for this identity
 * @param linkedAt the time of linking
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
