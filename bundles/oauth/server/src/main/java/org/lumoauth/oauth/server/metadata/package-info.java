/** Authorization server metadata, limited to the installed modules. */
@NullMarked
package org.lumoauth.oauth.server.metadata;

import org.jspecify.annotations.NullMarked;
