/** Reads the signature of an operation from its types and annotations. */
package org.lumoauth.platform.web.signature;
