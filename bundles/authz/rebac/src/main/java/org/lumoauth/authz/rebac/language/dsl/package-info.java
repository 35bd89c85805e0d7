/** Parses models in the DSL. */
@NullMarked
package org.lumoauth.authz.rebac.language.dsl;

import org.jspecify.annotations.NullMarked;
