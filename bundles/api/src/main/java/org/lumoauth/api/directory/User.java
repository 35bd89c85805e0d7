/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * A user.
 *
 * @param id {@code usr_} and a ULID
 * @param email the e-mail address as entered
 * @param username an alternative login name
 * @param name the display name
 * @param emailVerified whether the address was verified
 * @param active whether the account may be used
 * @param blocked whether an administrator blocked the account
 * @param createdAt when it was created
 */
public record User(
    String id,
    String email,
    Optional<String> username,
    Optional<String> name,
    boolean emailVerified,
    boolean active,
    boolean blocked,
    Instant createdAt) {}
