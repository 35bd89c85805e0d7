/** Reads and writes models in JSON. */
@NullMarked
package org.lumoauth.authz.rebac.language.json;

import org.jspecify.annotations.NullMarked;
