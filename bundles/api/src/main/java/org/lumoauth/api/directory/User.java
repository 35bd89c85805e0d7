package org.lumoauth.api.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * A user.
 *
 * @param id {@code usr_} and a ULID
 * @param email the address, as it was entered
 * @param username another name to sign in with
 * @param name what people call them
 * @param emailVerified whether the address was proven
 * @param active whether the account may be used
 * @param blocked whether an administrator barred it
 * @param createdAt when it was made
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
