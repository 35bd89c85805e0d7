package org.lumoauth.authz.abac.store;

import org.lumoauth.authz.abac.attribute.AttributeType;

/**
 * What has attributes: a user or a resource.
 *
 * @param attributeType which of the two
 * @param type {@code user}, or the resource's type
 * @param id byte-exact
 */
public record AttributeHolder(AttributeType attributeType, String type, String id) {

  /** A user. */
  public static AttributeHolder user(String id) {
    return new AttributeHolder(AttributeType.USER, "user", id);
  }

  /** A resource. */
  public static AttributeHolder resource(String type, String id) {
    return new AttributeHolder(AttributeType.RESOURCE, type, id);
  }
}
