/** What is read of an operation from its code: from the types it uses and what is said on it. */
package org.lumoauth.platform.web.signature;
