package org.lumoauth.authz.abac.attribute;

import java.time.Instant;

/**
 * A definition as it is kept.
 *
 * @param id counts per tenant; those of built-in ones are below {@link BuiltInAttributes#FIRST_OWN}
 * @param definition what it says
 * @param system whether it is built in
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param version counts its changes
 */
public record StoredAttributeDefinition(
    long id,
    AttributeDefinition definition,
    boolean system,
    Instant createdAt,
    Instant updatedAt,
    long version) {}
