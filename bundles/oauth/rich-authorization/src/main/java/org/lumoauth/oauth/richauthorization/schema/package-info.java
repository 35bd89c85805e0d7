/** Validation of the schemas of declared types, and of elements by these schemas. */
@NullMarked
package org.lumoauth.oauth.richauthorization.schema;

import org.jspecify.annotations.NullMarked;
