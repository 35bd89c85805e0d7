/** Providers in the settings API of a tenant. */
@NullMarked
package org.lumoauth.authn.federation.settings;

import org.jspecify.annotations.NullMarked;
