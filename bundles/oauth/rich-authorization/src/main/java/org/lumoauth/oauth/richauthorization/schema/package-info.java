/** Validation of the schemas of declared types, and of elements by these schemas. */
package org.lumoauth.oauth.richauthorization.schema;
