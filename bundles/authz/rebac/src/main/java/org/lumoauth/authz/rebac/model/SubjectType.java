package org.lumoauth.authz.rebac.model;

import java.util.Optional;

/**
 * A kind of subject that a relation's tuples may have.
 *
 * @param type the type
 * @param relation for usersets: the relation, as {@code member} in {@code group#member}
 * @param wildcard whether it is everything of the type, as {@code user:*}
 * @param condition the condition that such tuples must carry
 */
public record SubjectType(
    String type, Optional<String> relation, boolean wildcard, Optional<String> condition) {}
