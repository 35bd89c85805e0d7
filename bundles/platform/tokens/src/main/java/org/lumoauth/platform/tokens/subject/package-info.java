/** What subjects are called. */
package org.lumoauth.platform.tokens.subject;
