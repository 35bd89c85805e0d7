package org.lumoauth.authz.abac.store;

import org.lumoauth.authz.abac.attribute.AttributeType;

/**
 * A user or resource that has attributes.
 *
 * @param attributeType user or resource
 * @param type {@code user}, or the type of the resource
 * @param id the id, byte-exact
 */
public record AttributeHolder(AttributeType attributeType, String type, String id) {

  /** Creates the reference to a user. */
  public static AttributeHolder user(String id) {
    return new AttributeHolder(AttributeType.USER, "user", id);
  }

  /** Creates the reference to a resource. */
  public static AttributeHolder resource(String type, String id) {
    return new AttributeHolder(AttributeType.RESOURCE, type, id);
  }
}
