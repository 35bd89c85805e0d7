/** Reads models in YAML. */
@NullMarked
package org.lumoauth.authz.rebac.language.yaml;

import org.jspecify.annotations.NullMarked;
