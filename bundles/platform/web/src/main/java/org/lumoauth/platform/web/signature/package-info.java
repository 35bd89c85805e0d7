/** Reads the signature of an operation from its types and annotations. */
@NullMarked
package org.lumoauth.platform.web.signature;

import org.jspecify.annotations.NullMarked;
