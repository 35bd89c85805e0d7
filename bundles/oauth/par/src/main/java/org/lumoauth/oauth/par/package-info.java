/** Pushed authorization requests. */
@NullMarked
package org.lumoauth.oauth.par;

import org.jspecify.annotations.NullMarked;
