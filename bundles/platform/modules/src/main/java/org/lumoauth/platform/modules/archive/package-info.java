/**
 * Module archives: fetched once, checked against the operator's allow-list, and installed from
 * exactly the checked bytes.
 */
package org.lumoauth.platform.modules.archive;
