/**
 * Module archives: fetched once, looked into, checked against the operator's allow-list, and
 * installed from the very bytes that were checked.
 */
package org.lumoauth.platform.modules.archive;
