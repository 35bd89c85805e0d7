/** Declared types in the export of a tenant. */
@NullMarked
package org.lumoauth.oauth.richauthorization.transfer;

import org.jspecify.annotations.NullMarked;
