/** What the tests of the device's store load into a page of their own. */
export { createDeviceDatabase } from '../../editor/sync/device-database.ts'
export { createIndexedAnswerKeep } from '../../editor/sync/indexed-answer-keep.ts'
export { createIndexedOfflineStore } from '../../editor/sync/indexed-offline-store.ts'
export { createIndexedThreadKeep } from '../../editor/sync/threads/indexed-thread-keep.ts'
export { createIndexedReviewKeep } from '../../editor/sync/indexed-review-keep.ts'
