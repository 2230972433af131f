import type { GetDiscussionSuccess } from '../lib/discussion';

export const unthreaded = {
	status: 'ok',
	discussion: {
		key: '/p/zz8zz',
		webUrl: 'https://www.theguardian.com/world/2011/sep/19/night-bus',
		commentCount: 1,
		title: "Night bus 'a success' on its first evening",
		comments: [
			{
				id: '4001',
				body: "<p>It's nice to be home by two.</p>",
				date: '19 September 2011 1:01pm',
				isoDateTime: '2011-09-19T12:01:11Z',
				status: 'visible',
				webUrl: 'https://discussion.theguardian.com/comment-permalink/4001',
				numRecommends: 13,
				userProfile: { userId: '9', displayName: 'nightowl', badge: [] },
				responses: [],
			},
		],
	},
} satisfies GetDiscussionSuccess;
