package org.lumoauth.authz.abac.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lumoauth.api.directory.User;

/**
 * What is known of one user, each part read when it is first asked for, and what nobody tells of
 * when it changes each time.
 *
 * @param user the account; empty for a user that does not exist
 * @param claims standard claims
 * @param roles slugs of roles, those held through groups among them
 * @param groups slugs of groups, those that these are in among them
 * @param permissions slugs of effective permissions
 * @param secondFactor whether the user can prove more than what is known
 * @param values what the tenant's own attributes are
 */
record UserAttributeFacts(
    LazyValue<Optional<User>> user,
    LazyValue<Map<String, Object>> claims,
    LazyValue<List<String>> roles,
    LazyValue<List<String>> groups,
    LazyValue<List<String>> permissions,
    BooleanSupplier secondFactor,
    LazyValue<Map<String, Object>> values) {}
