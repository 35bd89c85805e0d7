/** Identity providers as a section of the tenant export. */
@NullMarked
package org.lumoauth.authn.federation.transfer;

import org.jspecify.annotations.NullMarked;
