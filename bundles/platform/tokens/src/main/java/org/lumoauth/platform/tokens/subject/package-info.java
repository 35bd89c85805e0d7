/** Subject identifiers. */
package org.lumoauth.platform.tokens.subject;
