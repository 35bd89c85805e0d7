/** Attribute definitions: built-in ones, and those of tenants. */
package org.lumoauth.authz.abac.attribute;
