/** Keys to which others encrypt. */
package org.lumoauth.platform.keys.encryption;
